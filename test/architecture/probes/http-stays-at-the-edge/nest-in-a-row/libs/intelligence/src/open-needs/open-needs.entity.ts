export { Get as OpenNeed } from '@nestjs/common';
